package dev.shipshape.cleanup.plans;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface StepRepository extends JpaRepository<Step, String> {

    List<Step> findByPlanIdOrderByPosition(String planId);

    @Modifying
    @Query("delete from Step s where s.planId = :planId")
    void deleteOf(String planId);

}
