package dev.shipshape.accounts;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Someone who may sign in. The demonstration accounts are not stored and are none. */
@Entity
public class Person {

    @Id
    private String name = "";

    private String password = "";

    @Enumerated(EnumType.STRING)
    private Role role = Role.VIEWER;

    private boolean enabled = true;

    private Instant createdAt = Instant.EPOCH;

    private @Nullable String email;

    protected Person() {
    }

    Person(String name, String encodedPassword, Role role, Instant createdAt) {
        this.name = name;
        this.password = encodedPassword;
        this.role = role;
        this.createdAt = createdAt;
    }

    /** The name that the person signs in with. */
    public String getName() {
        return this.name;
    }

    /** What the person may do. */
    public Role getRole() {
        return this.role;
    }

    /** Whether the person may sign in at present. */
    public boolean isEnabled() {
        return this.enabled;
    }

    /** When the person was added. */
    public Instant getCreatedAt() {
        return this.createdAt;
    }

    /** Where the person is told by e-mail; null for nowhere of their own. */
    public @Nullable String getEmail() {
        return this.email;
    }

    void email(@Nullable String email) {
        this.email = email;
    }

    String encodedPassword() {
        return this.password;
    }

    void password(String encodedPassword) {
        this.password = encodedPassword;
    }

    void role(Role role) {
        this.role = role;
    }

    void enabled(boolean enabled) {
        this.enabled = enabled;
    }

}
