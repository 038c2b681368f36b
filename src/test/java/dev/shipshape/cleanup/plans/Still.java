package dev.shipshape.cleanup.plans;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.support.NoOpTaskScheduler;

/** Nothing happens on a schedule, so that a ledger stays as it was filled. */
@TestConfiguration(proxyBeanMethods = false)
class Still {

    @Bean
    TaskScheduler taskScheduler() {
        return new NoOpTaskScheduler();
    }

}
