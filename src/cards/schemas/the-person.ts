import { caseClosingReasons, extensionYears } from '../../domain/case-closing.ts';
import { carePhases, considerationKinds, processPhases } from '../../domain/values.ts';
import { date, flag, line, manyOf, oneOf, person, text } from '../input-fields.ts';
import { form } from './form.ts';

/** The person of the case: what to take into account, their own voice, who is at risk, and where case and care stand. */
export const personSchemas = {
  'case.setConsiderations': form('case.setConsiderations', {
    kinds: manyOf(considerationKinds).exactOptional(),
    text: text.exactOptional(),
  }),
  'case.setVoice': form('case.setVoice', {
    invited: flag.exactOptional(),
    invitedReason: text.exactOptional(),
    agreesTo: text.exactOptional(),
    letterSent: flag.exactOptional(),
    letterReason: text.exactOptional(),
    zsmAdvice: text.exactOptional(),
    zsmDate: date.exactOptional(),
  }),
  'case.setPreparer': form('case.setPreparer', { preparer: person }),
  'case.setPhase': form('case.setPhase', { phase: oneOf(processPhases) }),
  'case.setCarePhase': form('case.setCarePhase', { phase: oneOf(carePhases), reason: text.exactOptional() }),
  'case.close': form('case.close', { reason: oneOf(caseClosingReasons) }),
  'case.extendRetention': form('case.extendRetention', {
    years: oneOf(extensionYears).transform(Number),
    reason: text,
  }),
  'subject.add': form('subject.add', { name: line }),
};
