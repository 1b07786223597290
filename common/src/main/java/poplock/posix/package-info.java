/**
 * The one port to the system, at the height of the C library. Doors: {@link poplock.posix.Libc}, one method a C
 * function, and what is written on it once: {@link poplock.posix.OpenFile}, {@link poplock.posix.AtomicFile},
 * {@link poplock.posix.Directory}, {@link poplock.posix.FileStatus}, {@link poplock.posix.Poll},
 * {@link poplock.posix.Signals}, {@link poplock.posix.FolderWatch}, {@link poplock.posix.Child}.
 *
 * <p>This is also where everything stands that is Linux's and not POSIX's, for whoever wants to carry the programs elsewhere:
 * <ul>
 * <li>inotify (FolderWatch): elsewhere kqueue, or looking again and again;
 * <li>signalfd (Signals): elsewhere a handler that writes into a pipe;
 * <li>tee, FIONREAD, F_GETPIPE_SZ and F_SETPIPE_SZ on a pipe: fifo-safety looks at what is in the FIFO without taking it;
 * <li>a FIFO opened O_RDWR, which POSIX leaves undefined: here it neither blocks nor ever sees an end of file;
 * <li>extended attributes (the database keeps its SELinux context and access control list), getrandom;
 * <li>the numbers of flags and errors, and the layout of struct stat and of signalfd_siginfo;
 * <li>/proc: self (the arguments and blocked signals that Java does not tell), locks (whether a readlog runs; showallowed), and in
 * the scripts of the package PID/fd, PID/cmdline.
 * </ul>
 *
 * <p>Texts hold bytes, as ISO-8859-1. Nothing here is for two threads at once.
 */
package poplock.posix;
