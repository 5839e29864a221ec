using System.Collections.Concurrent;
using System.Net.Http;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// The HTTP/1.1 client for the hits of one cluster. It is limited to what a hit needs: the request is in memory, the complete response is
/// buffered, and no request is ever sent twice.
/// </summary>
/// <param name="settings">Holds the cluster's settings; never used to send.</param>
/// <param name="sockets">Opens the connections.</param>
/// <param name="time">The clock for timeouts and connection ages.</param>
internal sealed class HitClient(SocketsHttpHandler settings, TrackDomainSockets sockets, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<Origin, HitConnections> _connections = new();
    private readonly DeadlineClock _clock = new(time);

    /// <param name="hit">The hit, sent unchanged.</param>
    /// <param name="to">The destination.</param>
    /// <param name="timeout">The time for the complete response, including connecting.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="UnwritableRequestException">The hit is not a valid request. No connection was used.</exception>
    /// <exception cref="HttpRequestException">There is no complete response.</exception>
    /// <exception cref="Polly.Timeout.TimeoutRejectedException">The timeout expired.</exception>
    public async ValueTask<UpstreamResponse> SendAsync(
        RewrittenHit hit, UpstreamEndpoint to, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var request = new RequestBytes(hit, to);
        var (connections, deadline) = (ConnectionsTo(to.Origin), new Deadline(time, timeout));
        var connection = await connections.RentAsync(hit.IsAnonymous, deadline, cancellationToken);
        _clock.Begin(connection, deadline);
        try
        {
            var response = await connection.ExchangeAsync(request, cancellationToken);
            _clock.End(connection);
            if (Http2Only.IsIndicatedBy(response))
                throw ResponseError.Http2Only();
            connections.Return(connection);
            return response;
        }
        catch
        {
            _clock.End(connection);
            connections.Close(connection);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var connections in _connections.Values)
            connections.Dispose();
    }

    private HitConnections ConnectionsTo(Origin origin) => _connections.TryGetValue(origin, out var connections)
        ? connections
        : _connections.GetOrAdd(origin, static (origin, client) => client.Create(origin), this);

    private HitConnections Create(Origin origin) =>
        new(new Dialer(origin, settings.SslOptions, sockets), settings.MaxConnectionsPerServer, time);
}
