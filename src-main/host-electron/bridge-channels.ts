/** Names of the two channels between preload and main: calls one way, events the other. */
export const CALL_CHANNEL = 'bianyin.call';
export const EVENT_CHANNEL = 'bianyin.event';
