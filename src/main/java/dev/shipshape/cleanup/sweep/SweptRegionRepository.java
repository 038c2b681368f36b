package dev.shipshape.cleanup.sweep;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface SweptRegionRepository extends JpaRepository<SweptRegion, String> {

    List<SweptRegion> findByConnectionAndUsedTrue(String connection);

    List<SweptRegion> findAllByOrderByConnectionAscRegionAsc();

}
