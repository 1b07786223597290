/** relaylock: the only place where relaying is granted. {@link poplock.relaylock.Relaylock} is the program. */
package poplock.relaylock;
