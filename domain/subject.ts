// A person AUREN keeps data about. Stream `subject-{userId}`.

export interface SubjectRegistered {
  readonly type: 'SubjectRegistered';
  readonly data: { readonly userId: string; readonly registeredBy: string };
}
export type SubjectEvent = SubjectRegistered;

export const subjectStream = (userId: string): string => `subject-${userId}`;

/** AUREN user ids: what providers call the reference id. */
export const isUserId = (text: string): boolean => /^[A-Za-z0-9_.:@-]{1,128}$/.test(text);

export interface SubjectState {
  readonly registered: boolean;
}
export const initialSubject: SubjectState = { registered: false };
export const evolveSubject = (_state: SubjectState, _event: SubjectEvent): SubjectState => ({
  registered: true,
});

export const registerSubject = (
  command: { userId: string; registeredBy: string },
  state: SubjectState,
): SubjectEvent[] => (state.registered ? [] : [{ type: 'SubjectRegistered', data: command }]);
