using System.Runtime.InteropServices;

namespace PrivacyGateway.Spooling.Queues;

/// <summary>What is remembered of a row while it lies in the file.</summary>
/// <param name="KeptAt">The time of day when it was accepted, as its record says.</param>
/// <param name="Uptime">The same on the <see cref="SpoolClock"/>, by which its age is counted.</param>
/// <param name="Length">Bytes of its record.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpoolEntry(DateTimeOffset KeptAt, TimeSpan Uptime, int Length);
