package poplock.readlog;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the administrator of patterns that ran away, once each: there may be a hostile line every millisecond. */
final class RanAway {
    private static final Set<String> NAMED = ConcurrentHashMap.newKeySet();

    private RanAway() {}

    static void name(Parser parser, Parser.Rule rule) {
        String place = parser.section().file() + ":" + rule.setting().line();
        if (NAMED.add(place)) {
            System.err.println("readlog: warning: " + place + ": parser '" + parser.name() + "': '"
                    + rule.setting().key() + "' takes too long on some lines, which are dropped (said once)");
        }
    }
}
