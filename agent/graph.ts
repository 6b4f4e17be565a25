import { END, START, StateGraph } from '@langchain/langgraph';
import type { Recall } from '../memory/recall.ts';
import { type AttuneDependencies, createAttune } from './nodes/attune.ts';
import { createCommit } from './nodes/commit.ts';
import { createGuard } from './nodes/guard.ts';
import { createPerceive, type PerceiveDependencies } from './nodes/perceive.ts';
import { createRecall } from './nodes/recall.ts';
import { word } from './nodes/word.ts';
import { ChatState } from './state.ts';

export interface GraphDependencies extends PerceiveDependencies, AttuneDependencies {
  readonly recall: Recall;
}

/**
 * perceive -> recall -> word -> guard -> commit -> attune; a message with a red flag goes from perceive straight to commit, so
 * that nothing else is said to it. No checkpointer: the log is the thread.
 */
export const createGraph = (dependencies: GraphDependencies) =>
  new StateGraph(ChatState)
    .addNode('perceive', createPerceive(dependencies))
    .addNode('recall', createRecall(dependencies.recall, dependencies.report))
    .addNode('word', word)
    .addNode('guard', createGuard(dependencies.report))
    .addNode('commit', createCommit(dependencies.store, dependencies.report))
    .addNode('attune', createAttune(dependencies))
    .addEdge(START, 'perceive')
    .addConditionalEdges('perceive', ({ flags }) => (flags.length > 0 ? 'commit' : 'recall'), [
      'commit',
      'recall',
    ])
    .addEdge('recall', 'word')
    .addEdge('word', 'guard')
    .addEdge('guard', 'commit')
    .addEdge('commit', 'attune')
    .addEdge('attune', END)
    .compile();
