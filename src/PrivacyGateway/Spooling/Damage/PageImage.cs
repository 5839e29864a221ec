using System.Runtime.InteropServices;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>One image of a page, in the database or in a frame of the WAL.</summary>
/// <param name="Frame">The frame's index, or -1 for the database.</param>
/// <param name="Page">The page's number, from 1.</param>
/// <param name="Offset">The offset of its bytes in that file.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PageImage(int Frame, uint Page, long Offset);
