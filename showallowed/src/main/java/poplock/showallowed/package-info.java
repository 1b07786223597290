/** showallowed: lists who may relay, by the rules of relaylock. {@link poplock.showallowed.Showallowed} is the program. */
package poplock.showallowed;
