using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics.Export;

/// <summary>
/// What leaves by <c>/metrics</c> and OTLP, and with which labels. Our own meter whole; of the platform's what an operator needs, by name, because some of
/// its labels hold paths, hosts and addresses. (docs/decisions/0012-numbers.md.)
/// </summary>
internal static class ExportedInstruments
{
    private const string Runtime = "System.Runtime";
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    private static readonly FrozenDictionary<(string Meter, string Instrument), string[]> Platform = new Dictionary<(string, string), string[]>
    {
        [(Runtime, "dotnet.process.cpu.time")] = ["cpu.mode"],
        [(Runtime, "dotnet.process.memory.working_set")] = [],
        [(Runtime, "dotnet.gc.collections")] = ["gc.heap.generation"],
        [(Runtime, "dotnet.gc.pause.time")] = [],
        [(Runtime, "dotnet.gc.heap.total_allocated")] = [],
        [(Runtime, "dotnet.gc.last_collection.memory.committed_size")] = [],
        [(Runtime, "dotnet.thread_pool.queue.length")] = [],
        [(Kestrel, "kestrel.active_connections")] = [],
        [(Kestrel, "kestrel.active_tls_handshakes")] = [],

        // The kind of error is a type's name; the version one that this side offers.
        [(Kestrel, "kestrel.tls_handshake.duration")] = ["error.type", "tls.protocol.version"],
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Meters { get; } = [GatewayMetrics.MeterName, Runtime, Kestrel];

    /// <summary>The runtime declares this as what only grows, although it falls too.</summary>
    public static bool Falls(Instrument instrument) => instrument.Name == "dotnet.thread_pool.queue.length";

    /// <returns>Whether it leaves.</returns>
    /// <param name="instrument">One of any meter.</param>
    /// <param name="labels">Those that leave with it; null means all.</param>
    public static bool TryFind(Instrument instrument, out string[]? labels)
    {
        labels = null;
        return instrument.Meter.Name == GatewayMetrics.MeterName || Platform.TryGetValue((instrument.Meter.Name, instrument.Name), out labels);
    }
}
