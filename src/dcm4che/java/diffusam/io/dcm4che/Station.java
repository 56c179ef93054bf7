package diffusam.io.dcm4che;

import diffusam.io.dicom.DicomException;
import diffusam.io.dimse.Peer;
import diffusam.io.dimse.Title;
import diffusam.jobs.Jobs;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.IncompatibleConnectionException;
import org.dcm4che3.net.TransferCapability;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.service.BasicCEchoSCP;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.dcm4che3.net.service.DicomServiceRegistry;

/** This program on a DICOM network: its name, its connections and their threads. */
final class Station implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int IDLE_MILLIS = 120_000;

    private final Device device = new Device("diffusam");
    private final Connection connection = new Connection();
    private final ApplicationEntity entity;
    private final ExecutorService threads = Jobs.newNetworkThreads();
    private final ScheduledExecutorService clock = Jobs.newNetworkClock();

    private Station(Title own, DicomServiceRegistry services) {
        entity = new ApplicationEntity(own.text());
        limitWaiting();
        device.addConnection(connection);
        device.addApplicationEntity(entity);
        entity.addConnection(connection);
        device.setDimseRQHandler(services);
        device.setExecutor(threads);
        device.setScheduledExecutor(clock);
    }

    private void limitWaiting() {
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setAcceptTimeout(ANSWER_MILLIS);
        connection.setRequestTimeout(ANSWER_MILLIS);
        connection.setReleaseTimeout(CONNECT_MILLIS);
        connection.setResponseTimeout(ANSWER_MILLIS);
        connection.setRetrieveTimeout(IDLE_MILLIS);
        connection.setIdleTimeout(IDLE_MILLIS);
    }

    /** One that asks others, and takes in what comes with their answers. */
    static Station asking(Title own, BasicCStoreSCP storage) {
        return new Station(own, services(storage));
    }

    /** One that takes in what others store on a port of this computer, or of one of them only. */
    static Station listening(Title own, Optional<Title> from, int port, BasicCStoreSCP storage) throws IOException {
        Station station = new Station(own, services(storage));
        station.entity.setAssociationAcceptor(true);
        from.ifPresent(title -> station.entity.setAcceptedCallingAETitles(title.text()));
        station.entity.addTransferCapability(
                new TransferCapability(null, "*", TransferCapability.Role.SCP, "*"));
        station.connection.setPort(port);
        try {
            station.device.bindConnections();
            return station;
        } catch (IOException | GeneralSecurityException e) {
            station.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new DicomException("port " + port + " cannot be listened on: " + cause.getMessage());
        }
    }

    private static DicomServiceRegistry services(BasicCStoreSCP storage) {
        DicomServiceRegistry services = new DicomServiceRegistry();
        services.addDicomService(new BasicCEchoSCP());
        services.addDicomService(storage);
        return services;
    }

    /** @throws DicomException with a sentence, if the peer cannot be reached or does not want to talk */
    Association call(Peer peer, AAssociateRQ request) throws IOException {
        Connection remote = new Connection(null, peer.host().replaceAll("[\\[\\]]", ""), peer.port());
        request.setCallingAET(entity.getAETitle());
        request.setCalledAET(peer.title().text());
        try {
            return entity.connect(connection, remote, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (IncompatibleConnectionException | GeneralSecurityException e) {
            throw new IllegalStateException(e); // both connections are plain TCP
        } catch (IOException e) {
            throw Refusal.of(peer, e);
        }
    }

    @Override
    public void close() {
        device.unbindConnections();
        for (Association open : device.listOpenAssociations()) {
            open.abort();
        }
        threads.shutdownNow();
        clock.shutdownNow();
    }
}
