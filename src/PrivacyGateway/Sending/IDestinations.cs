using System.Net.Http;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>The destinations of one cluster, as the configuration, the health checks and their circuits have them at the moment.</summary>
internal interface IDestinations
{
    /// <summary>All that the configuration names.</summary>
    IReadOnlyList<Destination> All { get; }

    /// <summary>Sends to whatever destination a message names.</summary>
    HttpMessageInvoker Client { get; }

    /// <summary>The next one by the cluster's load balancing, among those that health checks and circuits allow; null if there is none.</summary>
    /// <param name="except">Those that were tried already; null for none.</param>
    Destination? Pick(IReadOnlySet<Destination>? except = null);

    /// <summary>Whether the health checks of the configuration allow it.</summary>
    bool IsAvailable(Destination destination);

    /// <summary>A message for <see cref="Client"/>, in the version in which the cluster is asked.</summary>
    HitMessage CreateMessage(Destination destination, RewrittenHit hit);

    /// <summary>The result of an attempt, for the passive health checks of the configuration.</summary>
    /// <param name="destination">Which one was asked.</param>
    /// <param name="hasFailed">Whether there was no usable response, whatever its status.</param>
    void Report(Destination destination, bool hasFailed);
}
