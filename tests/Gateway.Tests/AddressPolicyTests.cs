using System.Net;
using TmuxBuilder.Gateway.Forward;

namespace TmuxBuilder.Gateway.Tests;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:1.1.1.1")]
    public void A_public_address_is_reached(string address) =>
        Assert.True(AddressPolicy.Allows(IPAddress.Parse(address), mayBePrivate: false));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("::1")]
    [InlineData("fd12::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void A_private_address_is_reached_only_where_that_was_meant(string address)
    {
        Assert.False(AddressPolicy.Allows(IPAddress.Parse(address), mayBePrivate: false));
        Assert.True(AddressPolicy.Allows(IPAddress.Parse(address), mayBePrivate: true));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("2001:0:a00:1::")]
    [InlineData("2001:db8::1")]
    [InlineData("::10.0.0.1")]
    public void An_address_of_special_use_is_never_reached(string address)
    {
        Assert.False(AddressPolicy.Allows(IPAddress.Parse(address), mayBePrivate: false));
        Assert.False(AddressPolicy.Allows(IPAddress.Parse(address), mayBePrivate: true));
    }
}
