package poplock.readlog.pattern;

import java.util.ArrayList;
import java.util.List;

/** What is remembered of a pattern's text: its groups, and what repeats. */
final class Names {
    private final List<String> groups = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<Pattern.Repetition> repetitions = new ArrayList<>();

    int count() {
        return groups.size();
    }

    /** The number of a group, 0 if there is none of this name. */
    int group(String name) {
        return groups.indexOf(name) + 1;
    }

    /** Where a group begins, -1 if there is none of this name. */
    int place(String name) {
        int number = group(name);
        return number == 0 ? -1 : places.get(number - 1);
    }

    /** Adds a group of a new name; its number. */
    int add(String name, int place) {
        groups.add(name);
        places.add(place);
        return groups.size();
    }

    List<Pattern.Repetition> repetitions() {
        return repetitions;
    }
}
