package dev.shipshape.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A form that is posted with the parameter {@code preview=command} asks which command it
 * stands for. It goes the way of the real form up to the point at which something would
 * be changed; there {@link Rehearsed} ends it, and the kit answers with the command. So
 * what is shown as one types is what will be written down, and no form has to form it
 * twice.
 */
public final class Rehearsal {

    static final String PARAMETER = "preview";

    private static final String COMMAND = "command";

    private Rehearsal() {
    }

    /** Whether the request that this thread answers asks for the command alone. */
    public static boolean isOn() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && isOn(attributes.getRequest());
    }

    private static boolean isOn(HttpServletRequest request) {
        return request.getMethod().equals("POST") && COMMAND.equals(request.getParameter(PARAMETER));
    }

    /**
     * Ends a rehearsal, or does nothing where this is none.
     * @param command the equivalent command of the change that would now be made
     * @throws Rehearsed if this is a rehearsal
     */
    public static void end(String command) {
        if (isOn()) {
            throw new Rehearsed(command);
        }
    }

}
