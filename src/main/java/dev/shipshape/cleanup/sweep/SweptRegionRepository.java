package dev.shipshape.cleanup.sweep;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface SweptRegionRepository extends JpaRepository<SweptRegion, String> {

    /**
     * A region, held until the transaction ends, so that two looks do not write at once.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from SweptRegion r where r.id = :id")
    Optional<SweptRegion> hold(String id);

    List<SweptRegion> findByConnectionAndUsedTrue(String connection);

    List<SweptRegion> findAllByOrderByConnectionAscRegionAsc();

}
