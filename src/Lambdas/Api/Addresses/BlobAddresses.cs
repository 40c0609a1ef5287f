using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Addresses;

/// <summary>Gives bytes of the blob store out by addresses that are good for minutes.</summary>
internal sealed class BlobAddresses(IBlobStore blobs, AddressSigner signer, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Sends the caller on to an address of the store, or to one of our own where the store signs none.
    /// </summary>
    /// <param name="own">Our own, which expires at a time in seconds since 1970.</param>
    public async Task<SeeOther> GoAsync(
        string key, string name, Func<long, BlobAddress> own, CancellationToken cancellationToken)
    {
        if (await blobs.PresignDownloadAsync(key, name, Lifetime, cancellationToken) is { } signed)
        {
            return new SeeOther(signed.AbsoluteUri);
        }

        var address = own((time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        return new SeeOther(address.PathWith(signer.Sign(address)));
    }

    /// <summary>Answers an address of our own with its bytes.</summary>
    public async Task<Results<FileStreamHttpResult, ProblemResult>> OpenAsync(
        BlobAddress address, string signature, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!signer.Accepts(address, signature))
        {
            return Problems.Refused(
                403, $"{address.Kind}.address_expired", "This address is not good any more; ask for a new one.");
        }

        if (await blobs.OpenAsync(address.Key, cancellationToken) is not { } content)
        {
            return Problems.NotFound(address.Kind);
        }

        var disposition = new ContentDispositionHeaderValue(address.IsShown ? "inline" : "attachment");
        disposition.SetHttpFileName(address.Name);
        response.GetTypedHeaders().ContentDisposition = disposition;
        return TypedResults.Stream(content, address.ContentType, enableRangeProcessing: content.CanSeek);
    }
}
