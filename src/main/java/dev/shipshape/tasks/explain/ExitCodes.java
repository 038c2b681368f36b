package dev.shipshape.tasks.explain;

/**
 * What a process's exit code says. Above 128 it is the number of the signal that ended
 * the process (POSIX).
 */
final class ExitCodes {

    private ExitCodes() {
    }

    static Said explain(Ended ended) {
        String who = "The container “" + ended.container() + "” ";
        int code = (ended.exitCode() != null) ? ended.exitCode() : 0;
        return switch (code) {
            case 0 -> new Said(who + "ended without an error.", "");
            case 1 -> new Said(who + "ended with an error of its own (exit code 1).",
                    "Its last log lines usually say which. Often a setting is missing from its environment.");
            case 126 -> new Said(who + "has a command that cannot be executed (exit code 126).",
                    "Make the file executable in the image, or name another command.");
            case 127 -> new Said(who + "has a command that is not in the image (exit code 127).",
                    "Check the command and the entry point for typing errors, and that the image holds them.");
            case 137 -> new Said(who + "was killed (exit code 137).",
                    "It did not end within its time to stop, or it took more memory than it may.");
            case 139 -> new Said(who + "crashed on a memory error (exit code 139, segmentation fault).",
                    "This is a fault in the program or in a library of the image; it may also be built for another "
                            + "processor.");
            case 143 -> new Said(who + "ended because it was told to (exit code 143).", "");
            case 255 -> new Said(who + "ended with exit code 255.",
                    "Programs say this for an error that they have no number for. Look at its log lines.");
            default -> new Said(who + "ended with exit code " + code + ".",
                    (code > 128) ? "It was ended by signal " + (code - 128) + "." : "Look at its log lines.");
        };
    }

    static Said outOfMemory(Ended ended) {
        return new Said("The container “" + ended.container() + "” used more memory than it may and was killed.",
                "Give the task or the container more memory in a new revision, or let the program use less.");
    }

    /** Whether it ended as every container does when its task is stopped. */
    static boolean isSignalOfStop(Ended ended) {
        return ended.exitCode() != null && (ended.exitCode() == 143 || ended.exitCode() == 137);
    }

}
