package dev.shipshape.accounts;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface PersonRepository extends JpaRepository<Person, String> {

    List<Person> findAllByOrderByName();

    long countByRoleAndEnabledTrue(Role role);

}
