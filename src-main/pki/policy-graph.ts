/**
 * Certificate policies along a path: RFC 5280 §6.1 with the graph of RFC 9618 in place of the tree, which hostile
 * mappings could make exponential. One node for each policy at each depth.
 */
import type { Certificate } from './certificate.ts';
import { oids } from './oids.ts';

/** Inputs of RFC 5280 §6.1.1 (c) to (g). All optional; nothing is demanded by default. */
export interface PolicyInputs {
  /** Policies the caller accepts; any when absent. */
  readonly acceptable?: readonly string[];
  readonly requireExplicit?: boolean;
  readonly inhibitMapping?: boolean;
  readonly inhibitAny?: boolean;
}

interface PolicyNode {
  readonly policy: string;
  expected: ReadonlySet<string>;
  readonly parents: readonly PolicyNode[];
}
type Level = ReadonlyMap<string, PolicyNode>;

interface PolicyState {
  /** Nodes of the current depth; undefined is the null graph. */
  level: Level | undefined;
  explicit: number;
  mapping: number;
  any: number;
}

const anyPolicy: string = oids.anyPolicy;

/**
 * Whether the path has the policies it must have. `path` runs from the certificate under the anchor to the leaf.
 * Returns the first certificate at which the rules break.
 */
export function brokenPolicy(
  path: readonly Certificate[],
  inputs: PolicyInputs = {},
): Certificate | undefined {
  const endless = path.length + 1;
  const root: PolicyNode = { policy: anyPolicy, expected: new Set([anyPolicy]), parents: [] };
  const state: PolicyState = {
    level: new Map([[anyPolicy, root]]),
    explicit: inputs.requireExplicit === true ? 0 : endless,
    mapping: inputs.inhibitMapping === true ? 0 : endless,
    any: inputs.inhibitAny === true ? 0 : endless,
  };
  for (const [i, certificate] of path.entries()) {
    const last = i === path.length - 1;
    state.level = descend(state, certificate, last);
    if (state.explicit === 0 && !state.level) return certificate;
    if (last) return wrapUp(state, certificate, inputs) ? undefined : certificate;
    if (!prepareNext(state, certificate)) return certificate;
  }
  return undefined;
}

/** Whether subject and issuer are one name: such certificates do not count against most limits. */
export function isSelfIssued(certificate: Certificate): boolean {
  const { subject, issuer } = certificate;
  return subject.keys.length === issuer.keys.length && subject.keys.every((key, i) => key === issuer.keys[i]);
}

/** §6.1.3 (d), (e): the next depth of the graph. */
function descend(state: PolicyState, certificate: Certificate, last: boolean): Level | undefined {
  const { level } = state;
  const { policies } = certificate;
  if (!level || !policies) return undefined;
  const next = new Map<string, PolicyNode>();
  const above = [...level.values()];
  for (const policy of policies.filter((each) => each !== anyPolicy)) {
    const expecting = above.filter((node) => node.expected.has(policy));
    const parents = expecting.length > 0 ? expecting : above.filter((node) => node.policy === anyPolicy);
    if (parents.length > 0) next.set(policy, { policy, expected: new Set([policy]), parents });
  }
  const anyAllowed = state.any > 0 || (!last && isSelfIssued(certificate));
  if (policies.includes(anyPolicy) && anyAllowed) {
    for (const policy of new Set(above.flatMap((node) => [...node.expected]))) {
      if (next.has(policy)) continue;
      const parents = above.filter((node) => node.expected.has(policy));
      next.set(policy, { policy, expected: new Set([policy]), parents });
    }
  }
  return next.size > 0 ? next : undefined;
}

/** §6.1.4 (a), (b), (h) to (j). False when a mapping names anyPolicy. */
function prepareNext(state: PolicyState, certificate: Certificate): boolean {
  const mappings = certificate.policyMappings ?? [];
  if (mappings.some((each) => each.issuerPolicy === anyPolicy || each.subjectPolicy === anyPolicy))
    return false;
  if (state.level && mappings.length > 0)
    state.level = mapPolicies(state.level, state.mapping > 0, certificate);
  if (!isSelfIssued(certificate)) {
    state.explicit = Math.max(0, state.explicit - 1);
    state.mapping = Math.max(0, state.mapping - 1);
    state.any = Math.max(0, state.any - 1);
  }
  const { policyConstraints, inhibitAnyPolicy } = certificate;
  state.explicit = Math.min(state.explicit, policyConstraints?.requireExplicit ?? state.explicit);
  state.mapping = Math.min(state.mapping, policyConstraints?.inhibitMapping ?? state.mapping);
  state.any = Math.min(state.any, inhibitAnyPolicy ?? state.any);
  return true;
}

function mapPolicies(level: Level, allowed: boolean, certificate: Certificate): Level | undefined {
  const mappings = certificate.policyMappings ?? [];
  const mapped = new Map(level);
  const any = level.get(anyPolicy);
  for (const policy of new Set(mappings.map((each) => each.issuerPolicy))) {
    const expected = new Set(
      mappings.filter((each) => each.issuerPolicy === policy).map((each) => each.subjectPolicy),
    );
    const node = mapped.get(policy);
    if (!allowed) mapped.delete(policy);
    else if (node) node.expected = expected;
    else if (any) mapped.set(policy, { policy, expected, parents: any.parents });
  }
  return mapped.size > 0 ? mapped : undefined;
}

/** §6.1.5 (a), (b), (g): the graph cut down to the policies the caller accepts. */
function wrapUp(state: PolicyState, leaf: Certificate, inputs: PolicyInputs): boolean {
  const demanded = leaf.policyConstraints?.requireExplicit === 0 ? 0 : Math.max(0, state.explicit - 1);
  if (demanded > 0) return true;
  const acceptable = inputs.acceptable && new Set(inputs.acceptable);
  return (
    state.level !== undefined && [...state.level.values()].some((node) => isAcceptable(node, acceptable))
  );
}

/** Whether some policy domain the node descends from is accepted: the highest policy on its way up that is not anyPolicy. */
function isAcceptable(node: PolicyNode, acceptable: ReadonlySet<string> | undefined): boolean {
  if (!acceptable || acceptable.has(anyPolicy) || node.policy === anyPolicy) return true;
  return node.parents.some((parent) =>
    parent.policy === anyPolicy ? acceptable.has(node.policy) : isAcceptable(parent, acceptable),
  );
}
