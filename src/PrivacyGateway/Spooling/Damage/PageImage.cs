using System.Runtime.InteropServices;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>One page as it stands somewhere: in the database, or in a frame of the WAL.</summary>
/// <param name="Frame">Which frame, or -1 for the database.</param>
/// <param name="Page">The page's number, from 1.</param>
/// <param name="Offset">Where its bytes begin in that file.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PageImage(int Frame, uint Page, long Offset);
