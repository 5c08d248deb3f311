/// Keys and signatures made by `ssh-keygen -Y sign -n git`; the private keys are gone. Those of the kinds that live in a
/// token were made without one, as PROTOCOL.u2f of OpenSSH says, and `ssh-keygen -Y verify` calls them good.
enum SSHFixtures {
  /// What was signed: a commit without its signature.
  static let text = """
    tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
    author Ana Ruiz <ana@example.com> 1768212000 +0100
    committer Ana Ruiz <ana@example.com> 1768212000 +0100

    Approve the policy

    """

  /// Kind, public key and signature.
  static let all: [(kind: String, key: String, signature: String)] = [
    (
      "ed25519",
      "ssh-ed25519 "
        + "AAAAC3NzaC1lZDI1NTE5AAAAIDXiLFtmG0z5E2g/XZpbv20YWwS1cUYWIzAx+NDsGEHQ"
        + " ana",
      """
      -----BEGIN SSH SIGNATURE-----
      U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgNeIsW2YbTPkTaD9dmlu/bRhbBL
      VxRhYjMDH40OwYQdAAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5
      AAAAQMsBH6b5UaxWJUGh8ycFn5RQKuxLEy4UHc3bHSQz1Bt+cf+4pwZ0gWiOwK0hRJGQ31
      R6is9T+fKLIQjaBxFjawE=
      -----END SSH SIGNATURE-----
      """
    ),
    (
      "ecdsa256",
      "ecdsa-sha2-nistp256 "
        + "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAaSAIRyU/rOCJMLoMW6tH410gUCb3drdV83Vh"
        + "0htIydIc/vzQ9Rjlprp/LXe8qfuNROGoarnS4sBy9BF6KSK78="
        + " ana",
      """
      -----BEGIN SSH SIGNATURE-----
      U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE
      EEBpIAhHJT+s4Ikwugxbq0fjXSBQJvd2t1XzdWHSG0jJ0hz+/ND1GOWmun8td7yp+41E4a
      hqudLiwHL0EXopIrvwAAAANnaXQAAAAAAAAABnNoYTUxMgAAAGMAAAATZWNkc2Etc2hhMi
      1uaXN0cDI1NgAAAEgAAAAgekPzih0t4f5zO0zHK0s2jRXV9jTvqPQo6z19VB9IgCQAAAAg
      WrEjUmac46EMeJkPl7rQSVFVL1psjUjg3gPpFNQx9Qk=
      -----END SSH SIGNATURE-----
      """
    ),
    (
      "ecdsa384",
      "ecdsa-sha2-nistp384 "
        + "AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBERWjiD6q84LRbdtmylNG7Jj/JxxW/KayKHAg2"
        + "sofDv8NLHIGjGoEmSC6uaBk8Wr01XyrHv8o3IFw9Xh1fPMFQVunMf1BQ0vEczLMzuZZB0wLaWlPjV9SmLpkPsQMPW/"
        + "kw=="
        + " ana",
      """
      -----BEGIN SSH SIGNATURE-----
      U1NIU0lHAAAAAQAAAIgAAAATZWNkc2Etc2hhMi1uaXN0cDM4NAAAAAhuaXN0cDM4NAAAAG
      EERFaOIPqrzgtFt22bKU0bsmP8nHFb8prIocCDayh8O/w0scgaMagSZILq5oGTxavTVfKs
      e/yjcgXD1eHV88wVBW6cx/UFDS8RzMszO5lkHTAtpaU+NX1KYumQ+xAw9b+TAAAAA2dpdA
      AAAAAAAAAGc2hhNTEyAAAAhAAAABNlY2RzYS1zaGEyLW5pc3RwMzg0AAAAaQAAADEAlXb+
      Uweijo0hZkfBzaUvQnVTI28h0O9YPUzOYiyaJIhWUolvce5/1h4p8ACY7019AAAAMAXYmO
      G1TJrBQz0HEi1XLJNV9V/3+9Ds+5XyvbXiWDUlfhors6ZH3XomiVO7Pv2TyQ==
      -----END SSH SIGNATURE-----
      """
    ),
    (
      "ecdsa521",
      "ecdsa-sha2-nistp521 "
        + "AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBACd0D+GxS0ZlOVNma+DWwxioRAW2BzUiFTU7n"
        + "8Oo3zWlM2CJsUEDX4ruUIClRCGTND78iJ6Iw2sE8mqecYxelK68wEhF/bukP/A7Wu+iYHsQmdrXnsFJ/1HhiHv9Z/V"
        + "U3B0ntY+jbWTzlnS7wdJcKVDNvqJoAx+2JknLTaj6SvgcdRxkA=="
        + " ana",
      """
      -----BEGIN SSH SIGNATURE-----
      U1NIU0lHAAAAAQAAAKwAAAATZWNkc2Etc2hhMi1uaXN0cDUyMQAAAAhuaXN0cDUyMQAAAI
      UEAJ3QP4bFLRmU5U2Zr4NbDGKhEBbYHNSIVNTufw6jfNaUzYImxQQNfiu5QgKVEIZM0Pvy
      InojDawTyap5xjF6UrrzASEX9u6Q/8Dta76JgexCZ2teewUn/UeGIe/1n9VTcHSe1j6NtZ
      POWdLvB0lwpUM2+omgDH7YmSctNqPpK+Bx1HGQAAAAA2dpdAAAAAAAAAAGc2hhNTEyAAAA
      pwAAABNlY2RzYS1zaGEyLW5pc3RwNTIxAAAAjAAAAEIBpPJzX0+Jh1ww2B83cRFoHe7GGF
      b1qJHN+5fc0ngxxzZ0Kp453XmuTZbzmN+ITHyekTq7NmUL1wBRGuhOIndOje0AAABCARAs
      nhZB8DecyaCaOaT4dwvYBGjMLneyAAg3QIpdOmMaXTfr+eHwccN88QTGOG6f8jhhhw4cgg
      u+fDzbOfubQnM1
      -----END SSH SIGNATURE-----
      """
    ),
    (
      "rsa3072",
      "ssh-rsa "
        + "AAAAB3NzaC1yc2EAAAADAQABAAABgQDe0O7r3B5yFecBgZwYsiXzbYjpyixKXmmPCoR0wFmjavwbBMT2E2M1G5vpYf"
        + "VBz86vaCiimb9Di9jHi5Rz1cLZ0yPixO8jwT9xfUCUfBsWiJgcT4oiPLrfszTItU2aWEgkwo8tqGQYqbuxKBsj2PHj"
        + "lMDU4yaV+ccdXc1Zeu3+ImSh4xnSE89z5uPlhFqAITavlCYxnY1pxh4OvntM4gzn09g2GB9E2A+kpzeIUb5dzWz7kB"
        + "oI0aBG2cSPhju5bOzhuEoWlc31G/Fz15w6fD4Ta+QAcDZR40Imime114m/kPk6fSkNEao1Od/lllj6jtMIrGrowj0B"
        + "X7vx2YtrZ3pGfUaJuVO26bEz4gLyRf0enQD/KIBuZUZpD4n8jrFZ1bcTN6a6GIWGm8PIZYeZqhLAaM6DwlLCJ/ake8"
        + "bWT65KEjYUIL4kjyPu0CP0hmKRBY2gaih5hhugQK1pYc7wYpykEGaKlOJnLzyAV/UM2w2l5nOYf4wcPRgX9dcmEzq9"
        + "PuM="
        + " ana",
      """
      -----BEGIN SSH SIGNATURE-----
      U1NIU0lHAAAAAQAAAZcAAAAHc3NoLXJzYQAAAAMBAAEAAAGBAN7Q7uvcHnIV5wGBnBiyJf
      NtiOnKLEpeaY8KhHTAWaNq/BsExPYTYzUbm+lh9UHPzq9oKKKZv0OL2MeLlHPVwtnTI+LE
      7yPBP3F9QJR8GxaImBxPiiI8ut+zNMi1TZpYSCTCjy2oZBipu7EoGyPY8eOUwNTjJpX5xx
      1dzVl67f4iZKHjGdITz3Pm4+WEWoAhNq+UJjGdjWnGHg6+e0ziDOfT2DYYH0TYD6SnN4hR
      vl3NbPuQGgjRoEbZxI+GO7ls7OG4ShaVzfUb8XPXnDp8PhNr5ABwNlHjQiaKZ7XXib+Q+T
      p9KQ0RqjU53+WWWPqO0wisaujCPQFfu/HZi2tnekZ9Rom5U7bpsTPiAvJF/R6dAP8ogG5l
      RmkPifyOsVnVtxM3proYhYabw8hlh5mqEsBozoPCUsIn9qR7xtZPrkoSNhQgviSPI+7QI/
      SGYpEFjaBqKHmGG6BArWlhzvBinKQQZoqU4mcvPIBX9QzbDaXmc5h/jBw9GBf11yYTOr0+
      4wAAAANnaXQAAAAAAAAABnNoYTUxMgAAAZQAAAAMcnNhLXNoYTItNTEyAAABgCSvq6TsyH
      GBo3VR1+p4MQ/6WflXcCDXbDS02vEE+BLuT/FVsVLtNwidmONRM3EVMglJUf2sH2kQnkN4
      cnhXtvIpchMQvmJFzgl5Eq9a83N34VOLLycoDeSq2HE4mI9VLo6AGSHsoMoZiUQWkgw54f
      EcCctZJRRvUduuYLoCDO7wRqsEwPa7IogZZwmpIyW1r8TxAdioQTsQZCC8s0tx0gXTFARr
      giDZ7mkmR5SAK1pfH0yHE1Emh9UyCcdcVgwSxGPvSJj0opoCY0jlqk+NHnv9z4GlGmJrKI
      CbKJa+dn98toW7UFYJwokOXGweSdtW/QWr7VlcOq/vIncptMjOpMJn3wr1buxZhK9QJSPQ
      cYDGsCPLeLNB+Xa4sOi5cJ3sS3K9SawDolGqljrAYo1c0/ohw9/VV+QSdK3YLSdsItPp6J
      54vlyr1euJ5CBgrpQU/QXWrggQsHwnErj0yCJ7MO2TpVuDljng7K/pKjoK4CMOqz6aDhAO
      3npYih94qj5PpA==
      -----END SSH SIGNATURE-----
      """
    ),
    (
      "sk-ed25519",
      "sk-ssh-ed25519@openssh.com "
        + "AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIEw4v2eknNg3HS2dlyUTnhYT3Rio3fXANATC8kM/6fzi"
        + "AAAABHNzaDo="
        + " ana",
      """
      -----BEGIN SSH SIGNATURE-----
      U1NIU0lHAAAAAQAAAEoAAAAac2stc3NoLWVkMjU1MTlAb3BlbnNzaC5jb20AAAAgTDi/Z6
      Sc2DcdLZ2XJROeFhPdGKjd9cA0BMLyQz/p/OIAAAAEc3NoOgAAAANnaXQAAAAAAAAABnNo
      YTUxMgAAAGcAAAAac2stc3NoLWVkMjU1MTlAb3BlbnNzaC5jb20AAABAUkHsgPxMM8Kl3s
      QhhmAat33F1+doibGN6Ry7+urh8kuq3Tm9lU24uuMI8emOSMdzAKLJ+/jbJtmqYlqNrkO1
      BgEAAAAH
      -----END SSH SIGNATURE-----
      """
    ),
    (
      "sk-ecdsa256",
      "sk-ecdsa-sha2-nistp256@openssh.com "
        + "AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5jb20AAAAIbmlzdHAyNTYAAABBBGWsVj5E/8D1kd89"
        + "6v2YmNDB3Y035PIYCf6IeSvg2JbLxJmgRw8G83sIpIup9IhJYbtitCbhwlRyp9udlaqp6pcAAAAEc3NoOg=="
        + " ana",
      """
      -----BEGIN SSH SIGNATURE-----
      U1NIU0lHAAAAAQAAAH8AAAAic2stZWNkc2Etc2hhMi1uaXN0cDI1NkBvcGVuc3NoLmNvbQ
      AAAAhuaXN0cDI1NgAAAEEEZaxWPkT/wPWR3z3q/ZiY0MHdjTfk8hgJ/oh5K+DYlsvEmaBH
      Dwbzewiki6n0iElhu2K0JuHCVHKn252VqqnqlwAAAARzc2g6AAAAA2dpdAAAAAAAAAAGc2
      hhNTEyAAAAeQAAACJzay1lY2RzYS1zaGEyLW5pc3RwMjU2QG9wZW5zc2guY29tAAAASgAA
      ACEA+om6xlJs4RmmVuVtmsuuzioGcZdx3NJavBjb5e8tf4QAAAAhAKD2YWj09uDo8ZTe4C
      7XITwRSqI80NP8JsK8CGEV9yEXAQAAAAc=
      -----END SSH SIGNATURE-----
      """
    ),
  ]
}
