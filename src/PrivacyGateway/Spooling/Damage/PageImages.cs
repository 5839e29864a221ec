using System.Buffers.Binary;
using System.IO;
using Microsoft.Win32.SafeHandles;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>
/// Every page image in the files, read without SQLite, which would stop at the first error. (SQLite's file format, sections 1.3
/// and 4: the WAL has a header of 32 bytes, and each frame one of 24.)
/// </summary>
internal sealed class PageImages : IDisposable
{
    private const int WalHead = 32;
    private const int FrameHead = 24;

    private readonly SafeFileHandle? _database;
    private readonly SafeFileHandle? _wal;
    private readonly List<PageImage> _all = [];

    /// <summary>The frames of each page, in order.</summary>
    private readonly Dictionary<uint, List<PageImage>> _frames = [];

    public PageImages(SpoolFiles files)
    {
        _database = Open(files.Database);
        _wal = Open(files.Wal);
        for (long offset = 0; offset < Length(_database); offset += SpoolSchema.PageSize)
            _all.Add(new PageImage(-1, (uint)(offset / SpoolSchema.PageSize) + 1, offset));
        ReadFrames();
    }

    public IReadOnlyList<PageImage> All => _all;

    /// <summary>The last frame that ends a commit, or -1. Later frames belong to a commit that was never acknowledged.</summary>
    public int LastCommit { get; private set; } = -1;

    /// <summary>Reads a page. Bytes past the file's end, or that the disk cannot read, are zero.</summary>
    public void Read(PageImage image, Span<byte> page)
    {
        var read = TryRead(image.Frame < 0 ? _database : _wal, page, image.Offset);
        page[read..].Clear();
    }

    /// <summary>Returns the last image of a page up to a frame.</summary>
    public PageImage? Find(uint page, int frame)
    {
        if (_frames.TryGetValue(page, out var images) && images.FindLast(image => image.Frame <= frame) is { Page: > 0 } found)
            return found;
        var offset = (page - 1L) * SpoolSchema.PageSize;
        return page > 0 && offset < Length(_database) ? new PageImage(-1, page, offset) : null;
    }

    public void Dispose()
    {
        _database?.Dispose();
        _wal?.Dispose();
    }

    private void ReadFrames()
    {
        Span<byte> head = stackalloc byte[FrameHead];
        long offset = WalHead;
        for (var frame = 0; offset + FrameHead < Length(_wal); frame++, offset += FrameHead + SpoolSchema.PageSize)
        {
            head[TryRead(_wal, head, offset)..].Clear();
            var image = new PageImage(frame, BinaryPrimitives.ReadUInt32BigEndian(head), offset + FrameHead);
            if (BinaryPrimitives.ReadUInt32BigEndian(head[4..]) != 0)
                LastCommit = frame;
            _all.Add(image);
            if (!_frames.TryGetValue(image.Page, out var images))
                _frames.Add(image.Page, images = []);
            images.Add(image);
        }
    }

    private static SafeFileHandle? Open(string path) =>
        File.Exists(path) ? File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete) : null;

    private static long Length(SafeFileHandle? file) => file is null ? 0 : RandomAccess.GetLength(file);

    private static int TryRead(SafeFileHandle? file, Span<byte> bytes, long offset)
    {
        try
        {
            return file is null ? 0 : RandomAccess.Read(file, bytes, offset);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
