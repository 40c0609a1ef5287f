using System.Globalization;
using TmuxBuilder.Api.Addresses;

namespace TmuxBuilder.Api.Downloads;

/// <summary>What a signed address of a download says.</summary>
internal sealed record DownloadAddress(string Key, long Expires, string Name) : BlobAddress(Key, Expires, Name)
{
    public override string Kind => "download";

    public override string ContentType => "application/zip";

    public override string Signed =>
        string.Create(CultureInfo.InvariantCulture, $"download\n{Key}\n{Expires}\n{Name}");

    public override string PathWith(string signature)
    {
        var query = QueryString.Create("key", Key)
            .Add("expires", Expires.ToString(CultureInfo.InvariantCulture))
            .Add("name", Name)
            .Add("signature", signature);
        return $"/api/downloads{query}";
    }
}
