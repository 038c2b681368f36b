package dev.shipshape.cost;

import org.springframework.data.jpa.repository.JpaRepository;

interface UsageLooks extends JpaRepository<UsageLook, String> {

}
