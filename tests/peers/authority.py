"""Makes an authority and a certificate for localhost in a folder: authority.pem, server.pem."""

import sys

import trustme

folder = sys.argv[1]
authority = trustme.CA()
authority.cert_pem.write_to_path(f"{folder}/authority.pem")
authority.issue_cert("localhost", "127.0.0.1").private_key_and_cert_chain_pem.write_to_path(f"{folder}/server.pem")
