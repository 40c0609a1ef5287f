using System.Security.Cryptography;

namespace TmuxBuilder.Api.Access.Oidc;

/// <summary>An issuer as its tokens name it, and the keys it signs with.</summary>
internal sealed record IssuerKeySet(string Issuer, IReadOnlyDictionary<string, RSAParameters> Keys);
