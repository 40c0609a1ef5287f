using System.Globalization;
using TmuxBuilder.Api.Addresses;

namespace TmuxBuilder.Api.Uploads;

/// <summary>What a signed address of an attachment says.</summary>
internal sealed record AttachmentAddress(UploadId Id, string Key, long Expires, string Type, string Name)
    : BlobAddress(Key, Expires, Name)
{
    public override string Kind => "attachment";

    public override string ContentType => Type;

    /// <summary>Only pictures: what they are was checked.</summary>
    public override bool IsShown => Type.StartsWith("image/", StringComparison.Ordinal);

    public override string Signed =>
        string.Create(CultureInfo.InvariantCulture, $"{Id}\n{Key}\n{Expires}\n{Type}\n{Name}");

    public override string PathWith(string signature)
    {
        var query = QueryString.Create("key", Key)
            .Add("expires", Expires.ToString(CultureInfo.InvariantCulture))
            .Add("type", Type)
            .Add("name", Name)
            .Add("signature", signature);
        return $"/api/attachments/{Id}/content{query}";
    }
}
