export type ApiRecord = Readonly<Record<string, unknown>>;

/** The records of one person at the provider, by collection and id, in the order they were made. */
export interface Person {
  readonly externalUser: string;
  collection(name: string): Map<string, ApiRecord>;
}

export interface People {
  /** Made when first asked for. */
  person(externalUser: string): Person;
}

export const createPeople = (): People => {
  const people = new Map<string, Person>();
  const make = (externalUser: string): Person => {
    const collections = new Map<string, Map<string, ApiRecord>>();
    return {
      externalUser,
      collection(name) {
        const known = collections.get(name) ?? new Map<string, ApiRecord>();
        collections.set(name, known);
        return known;
      },
    };
  };
  return {
    person(externalUser) {
      const known = people.get(externalUser) ?? make(externalUser);
      people.set(externalUser, known);
      return known;
    },
  };
};
