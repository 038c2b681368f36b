package dev.shipshape.localaws.engine.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/**
 * What a simulated container does. It runs for ever, as a server does, unless its command
 * says otherwise: {@code exit N}, {@code true}, {@code false}, {@code sleep N} and
 * {@code echo text}, also joined by {@code &&}, {@code ;} or line breaks and inside
 * {@code sh -c "…"}. Any other command counts as done at once when something follows it,
 * and as a server when it is the last. The environment variable {@code SIMULATE=oom}
 * makes it run out of memory.
 *
 * @param lines what it writes to its log, besides its start and its end
 * @param seconds after how many seconds it ends, or null if it never does
 * @param exitCode what it ends with
 * @param reason ECS's word for the end, or null
 */
record Behaviour(List<String> lines, @Nullable Integer seconds, int exitCode, @Nullable String reason) {

    private static final Pattern SLEEP = Pattern.compile("sleep\\s+(\\d{1,6})(?:\\.\\d+)?([smh]?)");

    private static final Pattern EXIT = Pattern.compile("exit(?:\\s+(\\d{1,3}))?");

    private static final Pattern ECHO = Pattern.compile("echo\\s+(.*)", Pattern.DOTALL);

    static Behaviour of(ContainerDefinition definition, @Nullable ContainerOverride override) {
        if ("oom".equals(variable("SIMULATE", definition, override))) {
            return new Behaviour(List.of("simulated: allocating memory until there is none left"), 3, 137,
                    "OutOfMemoryError: Container killed due to memory usage");
        }
        List<String> words = new ArrayList<>(definition.entryPoint());
        boolean replaced = override != null && override.hasCommand() && !override.command().isEmpty();
        words.addAll((replaced && override != null) ? override.command() : definition.command());
        return words.isEmpty() ? forEver(List.of()) : ofScript(script(words));
    }

    private static @Nullable String variable(String name, ContainerDefinition definition,
            @Nullable ContainerOverride override) {
        List<KeyValuePair> variables = new ArrayList<>(definition.environment());
        if (override != null) {
            variables.addAll(override.environment());
        }
        String value = null;
        for (KeyValuePair variable : variables) {
            value = name.equals(variable.name()) ? variable.value() : value;
        }
        return value;
    }

    private static String script(List<String> words) {
        String shell = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
        boolean isShell = List.of("sh", "bash", "ash", "dash").contains(shell);
        if (isShell && words.size() > 2 && words.get(1).matches("-[a-z]*c")) {
            return words.get(2);
        }
        return String.join(" ", words);
    }

    static Behaviour ofScript(String script) {
        List<String> lines = new ArrayList<>();
        long seconds = 0;
        int status = 0;
        List<String> commands = split(script);
        for (int index = 0; index < commands.size(); index++) {
            String command = commands.get(index).replaceFirst("^exec\\s+", "");
            Matcher sleep = SLEEP.matcher(command);
            Matcher exit = EXIT.matcher(command);
            Matcher echo = ECHO.matcher(command);
            if (sleep.matches()) {
                seconds += Long.parseLong(sleep.group(1)) * unit(sleep.group(2));
                status = 0;
            }
            else if (exit.matches()) {
                return ends(lines, seconds, (exit.group(1) != null) ? Integer.parseInt(exit.group(1)) & 0xff : status);
            }
            else if (echo.matches()) {
                lines.add(echo.group(1).replaceAll("^[\"']|[\"']$", ""));
                status = 0;
            }
            else if (command.equals("true") || command.equals("false")) {
                status = command.equals("true") ? 0 : 1;
            }
            else if (index == commands.size() - 1 || command.startsWith("while ")) {
                return forEver(lines);
            }
        }
        return ends(lines, seconds, status);
    }

    private static int unit(String unit) {
        return switch (unit) {
            case "m" -> 60;
            case "h" -> 3600;
            default -> 1;
        };
    }

    private static Behaviour forEver(List<String> lines) {
        return new Behaviour(List.copyOf(lines), null, 0, null);
    }

    private static Behaviour ends(List<String> lines, long seconds, int exitCode) {
        return new Behaviour(List.copyOf(lines), (int) Math.min(seconds, Integer.MAX_VALUE), exitCode, null);
    }

    /** The commands of a script; a separator inside quotes separates nothing. */
    private static List<String> split(String script) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        char quote = 0;
        for (int index = 0; index < script.length(); index++) {
            char character = script.charAt(index);
            boolean and = script.startsWith("&&", index);
            if (quote == 0 && (and || character == ';' || character == '\n')) {
                commands.add(command.toString().strip());
                command.setLength(0);
                index += and ? 1 : 0;
                continue;
            }
            if (quote == 0 && (character == '"' || character == '\'')) {
                quote = character;
            }
            else if (quote == character) {
                quote = 0;
            }
            command.append(character);
        }
        commands.add(command.toString().strip());
        commands.removeIf(String::isEmpty);
        return commands;
    }

}
