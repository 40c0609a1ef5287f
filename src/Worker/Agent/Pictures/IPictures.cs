namespace TmuxBuilder.Agent.Pictures;

/// <summary>Makes pictures of strangers harmless.</summary>
public interface IPictures
{
    /// <summary>
    /// A new file that shows what <paramref name="picture"/> shows and holds nothing else; <see langword="null"/> when
    /// it is no PNG or JPEG, is broken, or is more than a picture may be.
    /// </summary>
    Task<byte[]?> EncodeAnewAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken);
}
