using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class GrantStoreContract : PortContract
{
    private int made;

    private IGrantStore Grants => World.Get<IGrantStore>();

    [Fact]
    public async Task A_grant_is_found_by_kind_and_hash_as_it_was_added()
    {
        var grant = await AddedAsync(NewGrant());
        var lasting = await AddedAsync(NewGrant() with { ExpiresAt = null });

        Assert.Equal(grant, await FindAsync(grant));
        Assert.Equal(lasting, await FindAsync(lasting));
        Assert.Null(await FindAsync(grant with { Kind = GrantKind.LoginLink }));
        Assert.Null(await FindAsync(grant with { SecretHash = "other" }));
    }

    [Fact]
    public async Task An_expired_grant_is_neither_found_redeemed_nor_listed()
    {
        var grant = await AddedAsync(NewGrant() with { ExpiresAt = Now.AddMinutes(1) });
        Assert.Equal(grant, await Grants.FindAsync(grant.Kind, grant.SecretHash, Now.AddSeconds(59), Cancellation));

        var end = Now.AddMinutes(1);

        Assert.Null(await Grants.FindAsync(grant.Kind, grant.SecretHash, end, Cancellation));
        Assert.Empty(await Grants.ListAsync(grant.Kind, null, end, Cancellation));
        Assert.Empty(await Grants.ListAsync(grant.Kind, grant.Subject, end, Cancellation));
        Assert.Null(await Grants.RedeemAsync(grant.Kind, grant.SecretHash, end, Cancellation));
    }

    [Fact]
    public async Task Of_parallel_redemptions_one_gets_the_grant()
    {
        var grant = await AddedAsync(NewGrant());
        var other = await AddedAsync(NewGrant());

        var results = await AtOnceAsync(10, _ => Grants.RedeemAsync(grant.Kind, grant.SecretHash, Now, Cancellation));

        Assert.Equal(grant, Assert.Single(results, result => result is not null));
        Assert.Null(await FindAsync(grant));
        Assert.Equal(other, await FindAsync(other));
    }

    [Fact]
    public async Task Redeeming_asks_for_the_kind_too()
    {
        var grant = await AddedAsync(NewGrant());

        Assert.Null(await Grants.RedeemAsync(GrantKind.LoginLink, grant.SecretHash, Now, Cancellation));
        Assert.Equal(grant, await FindAsync(grant));
    }

    [Fact]
    public async Task A_list_holds_the_kind_and_subject_asked_for_newest_first()
    {
        var first = await AddedAsync(NewGrant());
        Time.Advance(TimeSpan.FromSeconds(1));
        var second = await AddedAsync(NewGrant());
        Time.Advance(TimeSpan.FromSeconds(1));
        var foreign = await AddedAsync(NewGrant() with { Subject = "other" });
        await AddedAsync(NewGrant() with { Kind = GrantKind.ClientToken });

        Assert.Equal([second, first], await Grants.ListAsync(GrantKind.Share, "subject", Now, Cancellation));
        Assert.Equal([foreign, second, first], await Grants.ListAsync(GrantKind.Share, null, Now, Cancellation));
    }

    [Fact]
    public async Task A_list_holds_200_at_most()
    {
        await AtOnceAsync(201, index => AddedAsync(NewGrant() with { Id = $"{index}", SecretHash = $"{index}" }));

        Assert.Equal(200, (await Grants.ListAsync(GrantKind.Share, null, Now, Cancellation)).Count);
        Assert.Equal(200, (await Grants.ListAsync(GrantKind.Share, "subject", Now, Cancellation)).Count);
    }

    [Fact]
    public async Task A_grant_is_revoked_once_by_its_public_id()
    {
        var grant = await AddedAsync(NewGrant());
        var other = await AddedAsync(NewGrant());

        Assert.False(await Grants.RevokeAsync(GrantKind.ClientToken, grant.Id, Cancellation));
        Assert.True(await Grants.RevokeAsync(grant.Kind, grant.Id, Cancellation));
        Assert.False(await Grants.RevokeAsync(grant.Kind, grant.Id, Cancellation));

        Assert.Null(await FindAsync(grant));
        Assert.Equal(other, await FindAsync(other));
    }

    [Fact]
    public async Task All_grants_of_a_kind_and_subject_are_revoked_and_counted()
    {
        await AddedAsync(NewGrant());
        await AddedAsync(NewGrant());
        var otherSubject = await AddedAsync(NewGrant() with { Subject = "other" });
        var otherKind = await AddedAsync(NewGrant() with { Kind = GrantKind.ClientToken });

        Assert.Equal(2, await Grants.RevokeAllAsync(GrantKind.Share, "subject", Cancellation));
        Assert.Equal(0, await Grants.RevokeAllAsync(GrantKind.Share, "subject", Cancellation));

        Assert.Equal(otherSubject, await FindAsync(otherSubject));
        Assert.Equal(otherKind, await FindAsync(otherKind));
    }

    [Fact]
    public async Task Grants_outlive_the_process_and_so_does_their_end()
    {
        var kept = await AddedAsync(NewGrant());
        var used = await AddedAsync(NewGrant());
        await Grants.RedeemAsync(used.Kind, used.SecretHash, Now, Cancellation);

        await World.ReopenAsync();

        Assert.Equal(kept, await FindAsync(kept));
        Assert.Null(await FindAsync(used));
    }

    private async Task<Grant> AddedAsync(Grant grant)
    {
        await Grants.AddAsync(grant, Cancellation);
        return grant;
    }

    private Task<Grant?> FindAsync(Grant grant) => Grants.FindAsync(grant.Kind, grant.SecretHash, Now, Cancellation);

    private Grant NewGrant()
    {
        made++;
        return new Grant($"id-{made}", GrantKind.Share, $"hash-{made}", "subject", "Für Ada", Now, Now.AddDays(1));
    }
}
