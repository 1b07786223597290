/**
 * Regular expressions over the bytes of a log line, in a dialect of our own, with bounded work and bounded depth.
 *
 * <p>The doors are {@link poplock.readlog.pattern.Pattern}, which is compiled once, and
 * {@link poplock.readlog.pattern.Matcher}, which matches messages against patterns. A pattern's text is read into a tree
 * ({@code Syntax}, {@code Part}), and the tree is written as one flat program of ints ({@code Writer}, {@code Program}); the
 * tree is dropped then. The matcher runs a program in one loop: no recursion, no object for a match, and every way back that
 * may have to be tried stands in one bounded array.
 *
 * <p>The dialect is a subset of Perl's and Java's, with their meaning: literals; {@code .} (any byte); the escapes
 * {@code \d \D \s \S \w \W \t \n \r \f \e \a \xHH} and a backslash before any other sign; classes with ranges and negation; groups
 * {@code (...)} and {@code (?:...)}, neither of which takes anything, and {@code (?<name>...)}, which does; alternatives;
 * {@code ? * + {n} {n,} {n,m}}, greedy, lazy (with {@code ?} after it) and possessive (with {@code +} after it); {@code (?i)}
 * to the end of its group, {@code (?i:...)} and {@code (?-i)}, for ASCII letters; lookahead {@code (?=...)} and {@code (?!...)};
 * {@code ^} and {@code $} for the message's very start and end, although a pattern always matches the whole message. Anything
 * else is refused, with the place and what to write instead.
 *
 * <p>Where Java differs: its {@code $} also stands before a last line end; and what a group took within a possessive part, a
 * lookahead or an earlier turn of a loop is left in it even if the match went another way in the end. Here, as in Perl, a
 * group holds what it took on the way that matched. As in Java, and not in Perl, a turn that takes nothing ends its loop, however
 * many turns were asked for.
 */
package poplock.readlog.pattern;
