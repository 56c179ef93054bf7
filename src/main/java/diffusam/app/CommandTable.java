package diffusam.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All commands and the menus they stand in.
 *
 * @param menus by the key of the menu's title: ids in order, {@link #SEPARATOR} between groups
 * @param toolbar ids in order
 */
record CommandTable(Map<String, Command> commands, Map<String, List<String>> menus, List<String> toolbar) {
    static final String SEPARATOR = "-";

    CommandTable {
        commands = Map.copyOf(commands);
        menus = Collections.unmodifiableMap(new LinkedHashMap<>(menus));
        toolbar = List.copyOf(toolbar);
    }

    Command get(String id) {
        return Objects.requireNonNull(commands.get(id), () -> "no command " + id);
    }

    /** The commands of a menu or toolbar, in groups. */
    List<List<Command>> groups(List<String> ids) {
        List<List<Command>> groups = new ArrayList<>();
        groups.add(new ArrayList<>());
        for (String id : ids) {
            if (id.equals(SEPARATOR)) {
                groups.add(new ArrayList<>());
            } else {
                groups.getLast().add(get(id));
            }
        }
        return groups;
    }

    /** Every command in the order of the menus. */
    List<Command> inOrder() {
        return menus.values().stream()
                .flatMap(List::stream)
                .filter(id -> !id.equals(SEPARATOR))
                .map(this::get)
                .toList();
    }

    /** Collects commands menu by menu. */
    static final class Builder {
        private final Map<String, Command> commands = new LinkedHashMap<>();
        private final Map<String, List<String>> menus = new LinkedHashMap<>();
        private List<String> menu = new ArrayList<>();

        /** Further commands stand in this menu. */
        Builder menu(String key) {
            menu = menus.computeIfAbsent(key, k -> new ArrayList<>());
            return this;
        }

        Builder separator() {
            menu.add(SEPARATOR);
            return this;
        }

        Builder add(Command command) {
            if (commands.put(command.id(), command) != null) {
                throw new IllegalArgumentException("two commands are called " + command.id());
            }
            menu.add(command.id());
            return this;
        }

        CommandTable build(List<String> toolbar) {
            return new CommandTable(commands, menus, toolbar);
        }
    }
}
