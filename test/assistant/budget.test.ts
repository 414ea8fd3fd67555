import { describeModelBudget } from '../contracts/model-budget.contract.ts';
import { createMemoryBudget } from '../support/model-under-test.ts';

const modelBudget = createMemoryBudget();
describeModelBudget('in memory, for tests', () => ({ modelBudget }));
