/** Which names mean the same township: the office writes 晓天 or 晓天乡 where the national list says 晓天镇. */

const KINDS = ['街道办事处', '民族乡', '街道', '镇', '乡']

/** The name without what kind of township it is. */
export function townshipStem(name: string): string {
  const kind = KINDS.find((each) => name.endsWith(each) && name.length > each.length + 1)
  return kind ? name.slice(0, -kind.length) : name
}

/** Two names that differ in their kind at most. */
export const sameTownship = (one: string, other: string): boolean => townshipStem(one) === townshipStem(other)
