namespace PrivacyGateway.Sending;

/// <summary>The destinations of one cluster, with the current state of configuration, health checks and circuits.</summary>
internal interface IDestinations
{
    /// <summary>All configured destinations.</summary>
    IReadOnlyList<Destination> All { get; }

    /// <summary>
    /// Picks a destination by the cluster's load balancing among those that
    /// health checks and circuits allow; null if no destination qualifies.
    /// </summary>
    /// <param name="except">The destinations that were tried already; null for none.</param>
    Destination? Pick(IReadOnlySet<Destination>? except = null);

    /// <summary>Whether the configured health checks allow the destination.</summary>
    bool IsAvailable(Destination destination);

    /// <summary>One attempt at one destination.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="request">The request.</param>
    /// <param name="timeout">For the complete response to a hit; for the headers of a streamed one.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="System.Net.Http.HttpRequestException">There is no complete response.</exception>
    /// <exception cref="Polly.Timeout.TimeoutRejectedException">The timeout expired.</exception>
    ValueTask<UpstreamResponse> AttemptAsync(
        Destination destination, OutgoingRequest request, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Reports the result of an attempt to the configured passive health checks.</summary>
    /// <param name="destination">The destination of the attempt.</param>
    /// <param name="hasFailed">Whether there was no usable response, whatever its status.</param>
    void Report(Destination destination, bool hasFailed);
}
