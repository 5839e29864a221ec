using System.Runtime.InteropServices;

namespace PrivacyGateway.Spooling.Queues;

/// <summary>The in-memory data of a row in the file.</summary>
/// <param name="SpooledAt">The time of day when the hit was spooled, from its record.</param>
/// <param name="Uptime">The same time on the <see cref="SpoolClock"/>, from which the age is counted.</param>
/// <param name="Length">The size of its record in bytes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpoolEntry(DateTimeOffset SpooledAt, TimeSpan Uptime, int Length);
