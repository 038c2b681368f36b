package dev.shipshape.accounts;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Finds who signs in: a demonstration account or a stored person. */
@Component
class Accounts implements UserDetailsService {

    private final DemonstrationAccounts demonstrations;

    private final PersonRepository people;

    Accounts(DemonstrationAccounts demonstrations, PersonRepository people) {
        this.demonstrations = demonstrations;
        this.people = people;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return this.demonstrations.find(name)
            .or(() -> this.people.findById(name).map(Accounts::details))
            .orElseThrow(() -> UsernameNotFoundException.fromUsername(name));
    }

    private static UserDetails details(Person person) {
        return User.withUsername(person.getName())
            .password(person.encodedPassword())
            .authorities(person.getRole().authority())
            .disabled(!person.isEnabled())
            .build();
    }

}
