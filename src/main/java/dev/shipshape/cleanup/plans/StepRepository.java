package dev.shipshape.cleanup.plans;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface StepRepository extends JpaRepository<Step, String> {

    List<Step> findByPlanIdOrderByPosition(String planId);

}
