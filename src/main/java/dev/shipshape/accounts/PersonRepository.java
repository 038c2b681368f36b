package dev.shipshape.accounts;

import java.util.List;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

interface PersonRepository extends JpaRepository<Person, String> {

    List<Person> findAllByOrderByName();

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<Person> findByRoleAndEnabledTrue(Role role);

}
