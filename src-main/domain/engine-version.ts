/** Name and version of this engine, as reports state it. Raised together with package.json (a test compares both). */
export const engineVersion = 'bianyin 0.1.0';
