package dev.shipshape.accounts;

import dev.shipshape.audit.spi.Attribution;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * An action belongs to the person who is signed in; work that nobody asked for to
 * Shipshape.
 */
@Component
class SignedInPerson implements Attribution {

    @Override
    public Who current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return new Who((authentication != null) ? authentication.getName() : "shipshape", null);
    }

}
