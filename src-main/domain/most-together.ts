/** How many requests are approved together under one PIN at the most: each is named in the PIN window, and somebody has opened each. */
export const mostTogether = 100;
