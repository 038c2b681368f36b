package dev.shipshape.accounts;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose person was disabled or given another role since, at the next
 * request instead of at the session's end.
 */
class StillAllowed extends OncePerRequestFilter {

    private final Accounts accounts;

    StillAllowed(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof UserDetails person
                && !(authentication instanceof AnonymousAuthenticationToken) && !isStill(person)) {
            new SecurityContextLogoutHandler().logout(request, response, authentication);
        }
        chain.doFilter(request, response);
    }

    private boolean isStill(UserDetails person) {
        UserDetails now = find(person.getUsername());
        return now != null && now.isEnabled() && now.getAuthorities().containsAll(person.getAuthorities());
    }

    private @Nullable UserDetails find(String name) {
        try {
            return this.accounts.loadUserByUsername(name);
        }
        catch (UsernameNotFoundException ex) {
            return null;
        }
    }

}
