package dev.shipshape.cost.refresh;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface AskedRepository extends JpaRepository<Asked, Asked.Key> {

    List<Asked> findAllByOrderByRegionAscConnectionAsc();

}
