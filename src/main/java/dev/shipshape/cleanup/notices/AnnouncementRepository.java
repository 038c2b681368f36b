package dev.shipshape.cleanup.notices;

import org.springframework.data.jpa.repository.JpaRepository;

interface AnnouncementRepository extends JpaRepository<Announcement, String> {

}
