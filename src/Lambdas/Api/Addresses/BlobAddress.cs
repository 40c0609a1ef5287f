namespace TmuxBuilder.Api.Addresses;

/// <summary>What a signed address of our own says.</summary>
/// <param name="Key">Of its bytes in the blob store; like every signed address it holds no guid.</param>
/// <param name="Expires">Seconds since 1970.</param>
/// <param name="Name">The file's name for whoever fetches it.</param>
internal abstract record BlobAddress(string Key, long Expires, string Name)
{
    /// <summary>What problems call it.</summary>
    public abstract string Kind { get; }

    public abstract string ContentType { get; }

    /// <summary>Whether a browser may show it; it is saved otherwise.</summary>
    public virtual bool IsShown => false;

    /// <summary>All that it says in one text, which no address of another kind has.</summary>
    public abstract string Signed { get; }

    public abstract string PathWith(string signature);
}
