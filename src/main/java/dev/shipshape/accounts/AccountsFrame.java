package dev.shipshape.accounts;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The person at the top right, and the way to the settings for those who may go there.
 */
@Component
class AccountsFrame implements FrameItem {

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            return List.of();
        }
        Role role = role(authentication);
        List<FrameEntry> entries = new ArrayList<>();
        entries.add(FrameEntry.link(Slot.PERSON, 0, authentication.getName(), "/account/password", null, role.word()));
        entries.add(FrameEntry.link(Slot.MENU, 10, "Change password", "/account/password", "key", null));
        entries.add(FrameEntry.link(Slot.MENU, 7, "Your e-mail", "/account/email", "envelope", null));
        entries.add(new FrameEntry(Slot.MENU, 20, "Sign out", "/logout", "box-arrow-right", null, true));
        if (role == Role.ADMIN) {
            entries.add(FrameEntry.link(Slot.HOUSE, 90, "Settings", "/settings", "gear", null));
        }
        return entries;
    }

    private static Role role(Authentication authentication) {
        for (Role role : List.of(Role.ADMIN, Role.OPERATOR)) {
            if (authentication.getAuthorities()
                .stream()
                .anyMatch((authority) -> role.authority().equals(authority.getAuthority()))) {
                return role;
            }
        }
        return Role.VIEWER;
    }

}
